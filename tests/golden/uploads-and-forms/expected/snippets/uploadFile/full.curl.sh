# FILES_FILE: path of the file to send (file)
curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://files.example.com/files' \
  --form "file=@\"${FILES_FILE:?}\"" \
  --form-string 'title=A title'
