import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

class Main {
  public static void main(String[] arguments) throws Exception {
    var body =
        BodyPublishers.ofString(
            """
            {
              "class": "first",
              "from": "2024-05-06T07:08:09Z",
              "price": "19.90"
            }
            """);
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/orders?api_key=" + URLEncoder.encode(env("PETSTORE_PLUS_KEY"), StandardCharsets.UTF_8)))
            .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .POST(body)
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    System.out.println(response.body());
  }

  static String env(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
