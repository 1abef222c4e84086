import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

class Main {
  public static void main(String[] arguments) throws Exception {
    var body = BodyPublishers.ofString("{}");
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets/7"))
            .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method("PATCH", body)
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
