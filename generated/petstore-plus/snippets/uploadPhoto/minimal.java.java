import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

class Main {
  public static void main(String[] arguments) throws Exception {
    // PETSTORE_PLUS_FILE: path of the file to send (body)
    var body = BodyPublishers.ofFile(Path.of(env("PETSTORE_PLUS_FILE")));
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets/7/photo"))
            .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
            .header("Content-Type", "application/octet-stream")
            .PUT(body)
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    System.out.println(response.statusCode());
  }

  static String env(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
