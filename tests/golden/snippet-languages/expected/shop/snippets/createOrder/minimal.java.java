import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

class Main {
  public static void main(String[] arguments) throws Exception {
    var body =
        BodyPublishers.ofString(
            """
            {
              "note": "it's \\"so\\" $(id) `id` ${HOME} #{x} {{x}} \\\\n %s */ <!--\\nZoë 犬 🐾 \\u202e",
              "$ref key": [
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
            """);
    var request =
        HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders"))
            .header("X-Api-Key", env("SHOP_KEY"))
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
