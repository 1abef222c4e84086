import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

class Main {
  public static void main(String[] arguments) throws Exception {
    var credentials = env("SHOP_LOGIN_USERNAME") + ":" + env("SHOP_LOGIN_PASSWORD");
    var request =
        HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=" + URLEncoder.encode(env("SHOP_SIGN"), StandardCharsets.UTF_8)))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .header("Accept", "text/csv")
            .GET()
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
