import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

class Main {
  public static void main(String[] arguments) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/orders/export"))
            .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
            .header("Accept", "application/x-ndjson")
            .GET()
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() >= 400) {
      System.err.println(response.statusCode());
      response.body().transferTo(System.err);
      System.exit(1);
    }
    response.body().transferTo(System.out);
  }

  static String env(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
