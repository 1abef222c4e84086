import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

// PETSTORE_PLUS_FILE: path of the file to send (body)
guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}
guard let petstorePlusFile = ProcessInfo.processInfo.environment["PETSTORE_PLUS_FILE"] else {
  fatalError("PETSTORE_PLUS_FILE is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/pets/7/photo")!)
request.httpMethod = "PUT"
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("application/octet-stream", forHTTPHeaderField: "Content-Type")
request.httpBody = try Data(contentsOf: URL(fileURLWithPath: petstorePlusFile))

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(status)
