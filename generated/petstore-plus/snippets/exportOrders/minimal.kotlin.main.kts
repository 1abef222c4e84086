import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/orders/export"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Accept", "application/x-ndjson")
    .GET()
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body().reader().readText()}" }
response.body().transferTo(System.out)

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
