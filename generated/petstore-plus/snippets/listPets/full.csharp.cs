using var client = new HttpClient();
using var request = new HttpRequestMessage(HttpMethod.Get, "https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name");
request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Env("PETSTORE_PLUS_TOKEN"));
request.Headers.TryAddWithoutValidation("Accept", "application/json");
request.Headers.TryAddWithoutValidation("X-Trace-Id", "6a1f0c3e");
request.Headers.TryAddWithoutValidation("Cookie", "theme=dark");
using var response = await client.SendAsync(request);
if (!response.IsSuccessStatusCode)
{
    throw new HttpRequestException($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
}
Console.WriteLine(await response.Content.ReadAsStringAsync());

static string Env(string name) =>
    Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set");
