import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/stock"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_SHOP_TOKEN"))
    .header("Accept", "application/json")
    .GET()
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
