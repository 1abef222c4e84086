import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers

val body = BodyPublishers.ofString(
    """
    {
      "kind": "cat",
      "name": "Zoë",
      "lives": 9
    }
    """.trimIndent(),
)
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Accept", "application/json")
    .header("Content-Type", "application/json")
    .header("X-Trace-Id", "6a1f0c3e")
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
