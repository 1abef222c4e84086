import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

class Main {
  public static void main(String[] arguments) throws Exception {
    var credentials = env("PETSTORE_PLUS_USERNAME") + ":" + env("PETSTORE_PLUS_PASSWORD");
    var body =
        BodyPublishers.ofString(
            String.join(
                "&",
                "grant_type=" + URLEncoder.encode("client_credentials", StandardCharsets.UTF_8)));
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/login"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Accept", "text/plain")
            .header("Content-Type", "application/x-www-form-urlencoded")
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
