import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusUsername = ProcessInfo.processInfo.environment["PETSTORE_PLUS_USERNAME"] else {
  fatalError("PETSTORE_PLUS_USERNAME is not set")
}
guard let petstorePlusPassword = ProcessInfo.processInfo.environment["PETSTORE_PLUS_PASSWORD"] else {
  fatalError("PETSTORE_PLUS_PASSWORD is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/login")!)
request.httpMethod = "POST"
let credentials = Data("\(petstorePlusUsername):\(petstorePlusPassword)".utf8).base64EncodedString()
request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
request.setValue("text/plain", forHTTPHeaderField: "Accept")
request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
request.httpBody = Data("grant_type=client_credentials".utf8)

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
