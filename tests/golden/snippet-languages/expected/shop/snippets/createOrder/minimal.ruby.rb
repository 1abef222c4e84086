require "json"
require "net/http"

uri = URI("https://shop.example.com/v1/orders")
request = Net::HTTP::Post.new(uri)
request["X-Api-Key"] = ENV.fetch("SHOP_KEY")
request["Accept"] = "application/json"
request["Content-Type"] = "application/json"
request.body = JSON.generate({
  note: "it's \"so\" $(id) `id` ${HOME} \#{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u{202e}",
  "$ref key": [1, 2.5, true, nil, 12345678901234567890],
  nested: {
    empty: {},
    list: [
      {
        quantity: 2
      }
    ],
    "": ""
  }
})

response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
abort "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)
puts JSON.pretty_generate(JSON.parse(response.body))
