curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'http://127.0.0.1:8080/base/ping'
