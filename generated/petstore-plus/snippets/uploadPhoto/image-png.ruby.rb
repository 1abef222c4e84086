require "net/http"

# PETSTORE_PLUS_FILE: path of the file to send (body)
uri = URI("https://eu.petstore.example/v2/pets/7/photo")
request = Net::HTTP::Put.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Content-Type"] = "image/png"
request.body = File.binread(ENV.fetch("PETSTORE_PLUS_FILE"))

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts response.code
