import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

guard let petstorePlusToken = ProcessInfo.processInfo.environment["PETSTORE_PLUS_TOKEN"] else {
  fatalError("PETSTORE_PLUS_TOKEN is not set")
}

var request = URLRequest(url: URL(string: "https://eu.petstore.example/v2/pets?limit=10&tag=small&tag=house%20trained&ids=1,2&colors=red%7Cblue&words=very%20quiet&filter%5BminAge%5D=1&filter%5Bkind%5D=dog&near=%7B%22lat%22%3A52.5%2C%22lon%22%3A13.4%7D&sort=name")!)
request.setValue("Bearer \(petstorePlusToken)", forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Accept")
request.setValue("6a1f0c3e", forHTTPHeaderField: "X-Trace-Id")
request.setValue("theme=dark", forHTTPHeaderField: "Cookie")

let (data, response) = try await URLSession.shared.data(for: request)
let status = (response as! HTTPURLResponse).statusCode
guard status < 400 else {
  FileHandle.standardError.write(data)
  exit(1)
}
print(String(decoding: data, as: UTF8.self))
