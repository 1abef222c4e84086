import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example")!)
request.httpMethod = "POST"
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Accept")
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.setValue("6a1f0c3e", forHTTPHeaderField: "X-Trace-Id")
request.httpBody = Data(#"""
{
  "kind": "cat",
  "name": "Zoë",
  "lives": 9
}
"""#.utf8)

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
