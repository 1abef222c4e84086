import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

// PETSTORE_PLUS_FILE: path of the file to send (file)
guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}
guard let petstorePlusFile = ProcessInfo.processInfo.environment["PETSTORE_PLUS_FILE"] else {
  fatalError("PETSTORE_PLUS_FILE is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/pets/7/documents")!)
request.httpMethod = "POST"
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("text/plain", forHTTPHeaderField: "Accept")
let boundary = UUID().uuidString
request.setValue("multipart/form-data; boundary=\(boundary)", forHTTPHeaderField: "Content-Type")
var body = Data()
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"file\"; filename=\"\(URL(fileURLWithPath: petstorePlusFile).lastPathComponent)\"\r\n".utf8)
body += Data("\r\n".utf8)
body += try Data(contentsOf: URL(fileURLWithPath: petstorePlusFile))
body += Data("\r\n".utf8)
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"meta\"\r\n".utf8)
body += Data("Content-Type: application/json\r\n".utf8)
body += Data("\r\n".utf8)
body += Data("{\"title\":\"Passport\"}".utf8)
body += Data("\r\n".utf8)
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"labels\"\r\n".utf8)
body += Data("\r\n".utf8)
body += Data("official".utf8)
body += Data("\r\n".utf8)
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"labels\"\r\n".utf8)
body += Data("\r\n".utf8)
body += Data("scan".utf8)
body += Data("\r\n".utf8)
body += Data("--\(boundary)--\r\n".utf8)
request.httpBody = body

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
