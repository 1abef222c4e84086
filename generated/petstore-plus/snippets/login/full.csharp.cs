using System.Net.Http.Headers;
using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://eu.petstore.example/v2/login");
var credentials = Encoding.UTF8.GetBytes(Env("PETSTORE_PLUS_USERNAME") + ":" + Env("PETSTORE_PLUS_PASSWORD"));
request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
request.Headers.TryAddWithoutValidation("Accept", "text/plain");
request.Content = new FormUrlEncodedContent(new KeyValuePair<string, string>[]
{
    new("grant_type", "client_credentials"),
    new("scope", "a:read & b:write"),
});
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
