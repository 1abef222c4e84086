# FILES_FILE: path of the file to send (body)
curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://files.example.com/files/a.png' \
  --header 'Content-Type: image/png' \
  --data-binary "@${FILES_FILE:?}"
