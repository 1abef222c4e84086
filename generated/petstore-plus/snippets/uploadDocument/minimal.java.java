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
    // PETSTORE_PLUS_FILE: path of the file to send (file)
    var boundary = UUID.randomUUID().toString();
    var body =
        BodyPublishers.concat(
            file(boundary, "file", "application/octet-stream", Path.of(env("PETSTORE_PLUS_FILE"))),
            part(boundary, "Content-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json", BodyPublishers.ofString("{\"title\":\"Passport\"}")),
            BodyPublishers.ofString("--" + boundary + "--\r\n"));
    var request =
        HttpRequest.newBuilder(URI.create("https://eu.petstore.example/v2/pets/7/documents"))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Authorization", "Bearer " + env("PETSTORE_PLUS_TOKEN"))
            .header("Accept", "text/plain")
            .POST(body)
            .build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    System.out.println(response.body());
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
