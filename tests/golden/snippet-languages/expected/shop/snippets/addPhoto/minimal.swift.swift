import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

// SHOP_FILE: path of the file to send (photo)
guard let shopKey = ProcessInfo.processInfo.environment["SHOP_KEY"] else {
  fatalError("SHOP_KEY is not set")
}
guard let shopFile = ProcessInfo.processInfo.environment["SHOP_FILE"] else {
  fatalError("SHOP_FILE is not set")
}

var request = URLRequest(url: URL(string: "https://shop.example.com/v1/orders/a%2Fb/photos")!)
request.httpMethod = "POST"
request.setValue(shopKey, forHTTPHeaderField: "X-Api-Key")
let boundary = UUID().uuidString
request.setValue("multipart/form-data; boundary=\(boundary)", forHTTPHeaderField: "Content-Type")
var body = Data()
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"title\"\r\n".utf8)
body += Data("\r\n".utf8)
body += Data("It's a \"photo\"".utf8)
body += Data("\r\n".utf8)
body += Data("--\(boundary)\r\n".utf8)
body += Data("Content-Disposition: form-data; name=\"photo\"; filename=\"\(URL(fileURLWithPath: shopFile).lastPathComponent)\"\r\n".utf8)
body += Data("Content-Type: image/png\r\n".utf8)
body += Data("\r\n".utf8)
body += try Data(contentsOf: URL(fileURLWithPath: shopFile))
body += Data("\r\n".utf8)
body += Data("--\(boundary)--\r\n".utf8)
request.httpBody = body

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(status)
