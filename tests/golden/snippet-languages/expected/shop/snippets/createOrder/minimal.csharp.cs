using System.Net.Http.Headers;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://shop.example.com/v1/orders");
request.Headers.TryAddWithoutValidation("X-Api-Key", Env("SHOP_KEY"));
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Content = new StringContent(
    """
    {
      "note": "it's \"so\" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
      "$ref key": [
        1,
        2.5,
        true,
        null,
        12345678901234567890
      ],
      "nested": {
        "empty": {},
        "list": [
          {
            "quantity": 2
          }
        ],
        "": ""
      }
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
