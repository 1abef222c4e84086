import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusKey = ProcessInfo.processInfo.environment["PETSTORE_PLUS_KEY"] else {
  fatalError("PETSTORE_PLUS_KEY is not set")
}
guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/orders?api_key=\(petstorePlusKey.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!)")!)
request.httpMethod = "POST"
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Accept")
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.setValue("order-7", forHTTPHeaderField: "Idempotency-Key")
request.httpBody = Data(#"""
{
  "class": "first",
  "from": "2024-05-06T07:08:09Z",
  "price": "19.90",
  "weight": 2.5,
  "status": "in progress",
  "fooBar": "foo-bar",
  "foo_bar": 1,
  "petIds": [
    7,
    8
  ],
  "anything": {}
}
"""#.utf8)

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
