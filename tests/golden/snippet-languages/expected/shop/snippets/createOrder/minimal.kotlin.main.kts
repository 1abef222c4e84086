import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers

val body = BodyPublishers.ofString(
    """
    {
      "note": "it's \"so\" $(id) `id` ${'$'}{HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
      "${'$'}ref key": [
        1,
        2.5,
        true,
        null,
        12345678901234567890
      ],
      "nested": {
        "empty": {},
        "list": [
          {
            "quantity": 2
          }
        ],
        "": ""
      }
    }
    """.trimIndent(),
)
val request = HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders"))
    .header("X-Api-Key", env("SHOP_KEY"))
    .header("Accept", "application/json")
    .header("Content-Type", "application/json")
    .POST(body)
    .build()
val response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
check(response.statusCode() < 400) { "${response.statusCode()} ${response.body()}" }
println(response.body())

fun env(name: String): String = System.getenv(name) ?: error("$name is not set")
