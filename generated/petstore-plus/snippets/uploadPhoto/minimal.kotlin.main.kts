import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Path

// PETSTORE_PLUS_FILE: path of the file to send (body)
val body = BodyPublishers.ofFile(Path.of(env("PETSTORE_PLUS_FILE")))
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets/7/photo"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Content-Type", "application/octet-stream")
    .PUT(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.statusCode())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
