import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.UUID;

class Main {
  public static void main(String[] arguments) throws Exception {
    // SHOP_FILE: path of the file to send (photo)
    var boundary = UUID.randomUUID().toString();
    var body =
        BodyPublishers.concat(
            part(boundary, "Content-Disposition: form-data; name=\"title\"", BodyPublishers.ofString("It's a \"photo\"")),
            file(boundary, "photo", "image/png", Path.of(env("SHOP_FILE"))),
            BodyPublishers.ofString("--" + boundary + "--\r\n"));
    var request =
        HttpRequest.newBuilder(URI.create("https://shop.example.com/v1/orders/a%2Fb/photos"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("X-Api-Key", env("SHOP_KEY"))
            .POST(body)
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    System.out.println(response.statusCode());
  }

  static BodyPublisher part(String boundary, String headers, BodyPublisher content) {
    return BodyPublishers.concat(
        BodyPublishers.ofString("--" + boundary + "\r\n" + headers + "\r\n\r\n"),
        content,
        BodyPublishers.ofString("\r\n"));
  }

  static BodyPublisher file(String boundary, String name, String type, Path path) throws Exception {
    var disposition = "form-data; name=\"" + name + "\"; filename=\"" + path.getFileName() + "\"";
    var headers = "Content-Disposition: " + disposition + "\r\nContent-Type: " + type;
    return part(boundary, headers, BodyPublishers.ofFile(path));
  }

  static String env(String name) {
    var value = System.getenv(name);
    if (value == null) {
      throw new IllegalStateException(name + " is not set");
    }
    return value;
  }
}
