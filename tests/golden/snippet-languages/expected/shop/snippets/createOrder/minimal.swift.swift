import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let shopKey = ProcessInfo.processInfo.environment["SHOP_KEY"] else {
  fatalError("SHOP_KEY is not set")
}

var request = URLRequest(url: URL(string: "https://shop.example.com/v1/orders")!)
request.httpMethod = "POST"
request.setValue(shopKey, forHTTPHeaderField: "X-Api-Key")
request.setValue("application/json", forHTTPHeaderField: "Accept")
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.httpBody = Data(#"""
{
  "note": "it's \"so\" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
  "$ref key": [
    1,
    2.5,
    true,
    null,
    12345678901234567890
  ],
  "nested": {
    "empty": {},
    "list": [
      {
        "quantity": 2
      }
    ],
    "": ""
  }
}
"""#.utf8)

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
