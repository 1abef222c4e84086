import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

val request = HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/health"))
    .header("Accept", "text/plain")
    .GET()
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())
