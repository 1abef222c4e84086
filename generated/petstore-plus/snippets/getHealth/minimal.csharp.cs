using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://eu.petstore.example/v2/health");
request.Headers.TryAddWithoutValidation("Accept", "text/plain");
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());
