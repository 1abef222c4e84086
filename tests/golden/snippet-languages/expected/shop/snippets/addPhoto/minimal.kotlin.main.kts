import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublisher
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.file.Path
import java.util.UUID

// SHOP_FILE: path of the file to send (photo)
val boundary = UUID.randomUUID().toString()
val body = BodyPublishers.concat(
    part("Content-Disposition: form-data; name=\"title\"", BodyPublishers.ofString("It's a \"photo\"")),
    file("photo", "image/png", Path.of(env("SHOP_FILE"))),
    BodyPublishers.ofString("--$boundary--\r\n"),
)
val request = HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders/a%2Fb/photos"))
    .header("Content-Type", "multipart/form-data; boundary=$boundary")
    .header("X-Api-Key", env("SHOP_KEY"))
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.statusCode())

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
