import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublisher
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Path
import java.util.UUID

// PETSTORE_PLUS_FILE: path of the file to send (file)
val boundary = UUID.randomUUID().toString()
val body = BodyPublishers.concat(
    file("file", "application/octet-stream", Path.of(env("PETSTORE_PLUS_FILE"))),
    part("Content-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json", BodyPublishers.ofString("{\"title\":\"Passport\"}")),
    part("Content-Disposition: form-data; name=\"labels\"", BodyPublishers.ofString("official")),
    part("Content-Disposition: form-data; name=\"labels\"", BodyPublishers.ofString("scan")),
    BodyPublishers.ofString("--$boundary--\r\n"),
)
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets/7/documents"))
    .header("Content-Type", "multipart/form-data; boundary=$boundary")
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Accept", "text/plain")
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun part(headers: String, content: BodyPublisher): BodyPublisher = BodyPublishers.concat(
    BodyPublishers.ofString("--$boundary\r\n$headers\r\n\r\n"),
    content,
    BodyPublishers.ofString("\r\n"),
)

fun file(name: String, type: String, path: Path): BodyPublisher {
    val disposition = "form-data; name=\"$name\"; filename=\"${path.fileName}\""
    return part("Content-Disposition: $disposition\r\nContent-Type: $type", BodyPublishers.ofFile(path))
}

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
