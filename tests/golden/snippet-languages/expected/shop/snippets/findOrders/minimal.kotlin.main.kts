import java.net.URI
import java.net.URLEncoder
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers
import java.nio.charset.StandardCharsets
import java.util.Base64

val credentials = env("SHOP_LOGIN_USERNAME") + ":" + env("SHOP_LOGIN_PASSWORD")
val request = HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=" + URLEncoder.encode(env("SHOP_SIGN"), StandardCharsets.UTF_8)))
    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.toByteArray(StandardCharsets.UTF_8)))
    .header("Accept", "text/csv")
    .GET()
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
