"""The Streamlit pages. Nothing else imports streamlit."""
