using System.Net.Http.Headers;

// SHOP_FILE: path of the file to send (photo)
using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Post, "https://shop.example.com/v1/orders/a%2Fb/photos");
request.Headers.TryAddWithoutValidation("X-Api-Key", Env("SHOP_KEY"));
var form = new MultipartFormDataContent();
form.Add(new StringContent("It's a \"photo\""), "title");
form.Add(
    new ByteArrayContent(await File.ReadAllBytesAsync(Env("SHOP_FILE")))
    {
        Headers = { ContentType = MediaTypeHeaderValue.Parse("image/png") },
    },
    "photo",
    Path.GetFileName(Env("SHOP_FILE")));
request.Content = form;
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine((int)response.StatusCode);

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
