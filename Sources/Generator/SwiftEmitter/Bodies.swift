import Bindings

/// The lines of a method that say what the request carries.
extension Writer {
    /// The arguments for a body, and for the header fields of its parts.
    func parameters(_ body: Body) -> [Code] {
        var parameters: [Code] = ["\(label(body)): \(type(body))\(body.isRequired ? "" : "? = nil")"]
        for header in body.headers {
            guard case .parameter(let name, let type, let isRequired) = header.value else { continue }
            parameters.append("\(name): \(type, in: nil)\(isRequired ? "" : "? = nil")")
        }
        return parameters
    }

    private func label(_ body: Body) -> Code {
        guard let label = body.label else { return "_ body" }
        return "\(label) body"
    }

    private func type(_ body: Body) -> Code {
        switch body.content {
        case .json(let type), .form(let type), .multipart(let type), .text(let type): "\(type, in: nil)"
        case .items(let type, _): "JSONItems<\(type, in: nil)>"
        case .base64: "Data"
        case .upload: "FileUpload"
        case .parts(let type): type.map { "[\($0, in: nil)]" } ?? "[MultipartItem]"
        }
    }

    mutating func doc(_ body: Body) {
        doc(body.documentation, ofParameter: body.name)
        for header in body.headers {
            if case .parameter(let name, _, _) = header.value { doc(header.documentation, ofParameter: name) }
        }
    }

    mutating func send(_ body: Body) {
        for encoding in body.encodings { part(encoding) }
        for header in body.headers { self.header(header) }
        let call = call(body)
        if body.isRequired { line(call) } else { line("if let body { \(call) }") }
        guard let rule = body.rule else { return }
        line("request.validate { check in")
        indented { out in out.check(rule, "body", isOptional: !body.isRequired) }
        line("}")
    }

    private func call(_ body: Body) -> Code {
        let type: Code = "contentType: \(literal: body.mediaType)"
        return switch body.content {
        case .json where body.mediaType == "application/json": "request.body(json: body)"
        case .json: "request.body(json: body, \(type))"
        case .form: "request.body(form: body)"
        case .multipart where body.mediaType == "multipart/form-data": "request.body(multipart: body)"
        case .multipart: "request.body(multipart: body, \(type))"
        case .items(_, let framing): "request.body(items: body, as: \(code(framing)), \(type))"
        case .text: "request.body(text: body, \(type))"
        case .base64: "request.body(base64: body, \(type))"
        case .parts: "request.body(multipart: \(literal: body.mediaType)) { $0.items(body) }"
        case .upload: "request.body(upload: body, accepts: \(literal: body.mediaType))"
        }
    }

    func code(_ framing: ItemFraming) -> Code {
        switch framing {
        case .lines: ".lines"
        case .sequence: ".sequence"
        }
    }

    private mutating func part(_ encoding: PartEncoding) {
        var arguments = encoding.path.map { name -> Code in "\(literal: name)" }
        if let type = encoding.contentType { arguments.append("contentType: \(literal: type)") }
        if let style = encoding.style { arguments.append("style: .\(code(style))") }
        if let explode = encoding.explode { arguments.append(explode ? "explode: true" : "explode: false") }
        if let allowReserved = encoding.allowReserved {
            arguments.append(allowReserved ? "allowReserved: true" : "allowReserved: false")
        }
        line("request.part(\(Code.joined(arguments)))")
    }

    private func code(_ style: PartEncoding.Style) -> Code {
        switch style {
        case .form: "form"
        case .spaceDelimited: "spaceDelimited"
        case .pipeDelimited: "pipeDelimited"
        case .deepObject: "deepObject"
        }
    }

    private mutating func header(_ header: PartHeader) {
        let path = Code.joined(header.path.map { name -> Code in "\(literal: name)" })
        let value: Code =
            switch header.value {
            case .constant(let literal): "\(literal: literal)"
            case .parameter(let name, _, _): "\(name)"
            }
        line("request.partHeader(\(path), header: \(literal: header.key), \(value))")
    }
}
