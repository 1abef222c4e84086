using System.Net.Http.Headers;

// PETSTORE_PLUS_FILE: path of the file to send (body)
using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Put, "https://eu.petstore.example/v2/pets/7/photo");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Content = new ByteArrayContent(await File.ReadAllBytesAsync(Env("PETSTORE_PLUS_FILE")));
request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/octet-stream");
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine((int)response.StatusCode);

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
