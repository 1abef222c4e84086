using System.Net.Http.Headers;
using System.Text;

using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=" + Uri.EscapeDataString(Env("SHOP_SIGN")));
var credentials = Encoding.UTF8.GetBytes(Env("SHOP_LOGIN_USERNAME") + ":" + Env("SHOP_LOGIN_PASSWORD"));
request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
request.Headers.TryAddWithoutValidation("Accept", "text/csv");
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
