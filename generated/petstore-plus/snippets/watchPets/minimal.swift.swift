import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/pets/events")!)
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("text/event-stream", forHTTPHeaderField: "Accept")

let (bytes, response) = try await URLSession.shared.bytes(for: request)
let status = (response as! HTTPURLResponse).statusCode
for try await line in bytes.lines {
  print(line)
}
guard status < 400 else {
  exit(1)
}
