using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://images.petstore.example/pets/7/photo");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "application/octet-stream");
using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
await response.Content.CopyToAsync(Console.OpenStandardOutput());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
