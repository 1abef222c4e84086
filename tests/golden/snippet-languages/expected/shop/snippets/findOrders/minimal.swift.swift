import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let shopSign = ProcessInfo.processInfo.environment["SHOP_SIGN"] else {
  fatalError("SHOP_SIGN is not set")
}
guard let shopLoginUsername = ProcessInfo.processInfo.environment["SHOP_LOGIN_USERNAME"] else {
  fatalError("SHOP_LOGIN_USERNAME is not set")
}
guard let shopLoginPassword = ProcessInfo.processInfo.environment["SHOP_LOGIN_PASSWORD"] else {
  fatalError("SHOP_LOGIN_PASSWORD is not set")
}

var request = URLRequest(url: URL(string: "https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=\(shopSign.addingPercentEncoding(withAllowedCharacters: .alphanumerics)!)")!)
let credentials = Data("\(shopLoginUsername):\(shopLoginPassword)".utf8).base64EncodedString()
request.setValue("Basic \(credentials)", forHTTPHeaderField: "Authorization")
request.setValue("text/csv", forHTTPHeaderField: "Accept")

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
