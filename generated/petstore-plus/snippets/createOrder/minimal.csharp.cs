using System.Net.Http.Headers;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://eu.petstore.example/v2/orders?api_key=" + Uri.EscapeDataString(Env("PETSTORE_PLUS_KEY")));
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Content = new StringContent(
    """
    {
      "class": "first",
      "from": "2024-05-06T07:08:09Z",
      "price": "19.90"
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
