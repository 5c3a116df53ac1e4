.PHONY: docs-check docs-test

docs-check: ## check the API pages, offline
	docreplay check

docs-test: ## replay the API pages (BASE_URL=https://… for a real service)
	docreplay test $(if $(BASE_URL),--base-url $(BASE_URL))
