import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name"))
    .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
    .header("Accept", "application/json")
    .header("X-Trace-Id", "6a1f0c3e")
    .header("Cookie", "theme=dark")
    .GET()
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
