using System.Net.Http.Headers;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://eu.petstore.example/v2/users");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Content = new StringContent(
    """
    {
      "email": "ann@example.org",
      "password": "correct horse",
      "homepage": "https://ann.example.org/",
      "avatar": "aGVsbG8="
    }
    """,
    MediaTypeHeaderValue.Parse("application/json"));
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
