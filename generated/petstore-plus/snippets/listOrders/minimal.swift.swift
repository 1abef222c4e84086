import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/orders")!)
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Accept")

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
