require "net/http"
require "securerandom"

# PETSTORE_PLUS_FILE: path of the file to send (file)
uri = URI("https://eu.petstore.example/v2/pets/7/documents")
request = Net::HTTP::Post.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "text/plain"
boundary = SecureRandom.hex
request["Content-Type"] = "multipart/form-data; boundary=#{boundary}"
request.body = [
  "--#{boundary}",
  %(Content-Disposition: form-data; name="file"; filename="#{File.basename(ENV.fetch("PETSTORE_PLUS_FILE"))}"),
  "",
  File.binread(ENV.fetch("PETSTORE_PLUS_FILE")),
  "--#{boundary}",
  %(Content-Disposition: form-data; name="meta"),
  "Content-Type: application/json",
  "",
  "{\"title\":\"Passport\"}",
  "--#{boundary}--",
  ""
].map(&:b).join("\r\n")

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.body
