import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.nio.charset.StandardCharsets
import java.util.Base64

val credentials = env("PETSTORE_PLUS_USERNAME") + ":" + env("PETSTORE_PLUS_PASSWORD")
val form = listOf(
    "grant_type=" + URLEncoder.encode("client_credentials", StandardCharsets.UTF_8),
    "scope=" + URLEncoder.encode("a:read & b:write", StandardCharsets.UTF_8),
)
val body = BodyPublishers.ofString(form.joinToString("&"))
val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/login"))
    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.toByteArray(StandardCharsets.UTF_8)))
    .header("Accept", "text/plain")
    .header("Content-Type", "application/x-www-form-urlencoded")
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
