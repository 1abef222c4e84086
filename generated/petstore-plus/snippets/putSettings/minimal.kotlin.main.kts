import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers

val body = BodyPublishers.ofString("{}")
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/settings"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Content-Type", "application/json")
    .PUT(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.statusCode())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
