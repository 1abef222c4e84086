require "net/http"

uri = URI("https://eu.petstore.example/v2/orders/export")
request = Net::HTTP::Get.new(uri)
request["Authorization"] = "Bearer #{ENV.fetch("PETSTORE_PLUS_TOKEN")}"
request["Accept"] = "application/x-ndjson"

Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https", read_timeout: nil) do |http|
  http.request(request) do |response|
    abort "#{response.code} #{response.read_body}" unless response.is_a?(Net::HTTPSuccess)
    $stdout.sync = true
    response.read_body { |chunk| print chunk }
  end
end
