import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.charset.StandardCharsets

val body = BodyPublishers.ofString(
    """
    {
      "class": "first",
      "from": "2024-05-06T07:08:09Z",
      "price": "19.90"
    }
    """.trimIndent(),
)
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/orders?api_key=" + URLEncoder.encode(env("PETSTORE_PLUS_KEY"), StandardCharsets.UTF_8)))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Accept", "application/json")
    .header("Content-Type", "application/json")
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
