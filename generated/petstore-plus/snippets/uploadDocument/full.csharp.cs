using System.Net.Http.Headers;

// PETSTORE_PLUS_FILE: path of the file to send (file)
using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://eu.petstore.example/v2/pets/7/documents");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "text/plain");
var form = new MultipartFormDataContent();
form.Add(
    new ByteArrayContent(await File.ReadAllBytesAsync(Env("PETSTORE_PLUS_FILE"))),
    "file",
    Path.GetFileName(Env("PETSTORE_PLUS_FILE")));
form.Add(new StringContent("{\"title\":\"Passport\"}", MediaTypeHeaderValue.Parse("application/json")), "meta");
form.Add(new StringContent("official"), "labels");
form.Add(new StringContent("scan"), "labels");
request.Content = form;
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
