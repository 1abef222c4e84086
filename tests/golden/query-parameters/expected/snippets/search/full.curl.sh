curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://search.example.com/search?q=red%20shoes&tags=a&tags=b&ids=1,2&filter%5Bcolour%5D=red&page=1&sort=asc' \
  --header 'Accept: application/json' \
  --header 'X-Request-Id: 123e4567-e89b-42d3-a456-426614174000' \
  --header 'Cookie: session=session'
