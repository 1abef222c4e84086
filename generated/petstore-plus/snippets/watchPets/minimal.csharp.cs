using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://eu.petstore.example/v2/pets/events");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
await response.Content.CopyToAsync(Console.OpenStandardOutput());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
